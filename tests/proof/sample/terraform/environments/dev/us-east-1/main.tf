terraform {
  required_version = ">= 1.11"

  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.7"
    }
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  backend "s3" {
    bucket       = "podspec-state-111111111111-us-east-1"
    key          = "sample/environments/dev/us-east-1.tfstate"
    region       = "us-east-1"
    use_lockfile = true
  }
}

provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["111111111111"]

  default_tags {
    tags = {
      Environment = "dev"
    }
  }
}

variable "image_digest" {
  description = "Digest of the image to deploy."
  type        = string

  validation {
    condition     = can(regex("^sha256:[0-9a-f]{64}$", var.image_digest))
    error_message = "image_digest must be sha256: and 64 hexadecimal digits."
  }
}

data "aws_caller_identity" "this" {}

module "network" {
  source = "../../../modules/network"
  name   = "sample-dev"
  cidr   = "10.10.0.0/16"
}

module "registry" {
  source = "../../../modules/registry"
  name   = "sample"
}

module "lambda" {
  source    = "../../../modules/lambda"
  name      = "sample-dev"
  image_uri = "${module.registry.repository_url}@${var.image_digest}"
}

output "account" {
  description = "The account of this environment."
  value       = data.aws_caller_identity.this.account_id
}

output "url" {
  description = "Where the service answers."
  value       = module.lambda.url
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = module.network.vpc_id
}
