module github.com/acme/podinfo-deployment-system/podinfo

go 1.26.0
