variable "name" {
  description = "Name of the function."
  type        = string
}

variable "image_uri" {
  description = "Image to run, by digest."
  type        = string

  validation {
    condition     = can(regex("@sha256:[0-9a-f]{64}$", var.image_uri))
    error_message = "image_uri must name an image by digest."
  }
}

variable "memory_mb" {
  description = "Memory of the function in MB."
  type        = number
  default     = 512
}
