module github.com/acme/podinfo-deployment-system/bench/podinfo/hello

go 1.26.0
