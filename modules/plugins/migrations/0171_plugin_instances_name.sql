CREATE UNIQUE INDEX ux_plugin_instances_name ON plugin_instances (name)
