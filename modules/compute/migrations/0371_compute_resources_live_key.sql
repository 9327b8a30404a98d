-- Nothing at a provider belongs to two clients. The key is given up with the thing: providers give out addresses anew.
CREATE UNIQUE INDEX ux_compute_resources_live_key ON compute_resources (live_key)
