"""Ring: tell every process that the log has grown."""
