"""What a change does: to resources, to rights, to workflows and to files, told from two trees of output."""
