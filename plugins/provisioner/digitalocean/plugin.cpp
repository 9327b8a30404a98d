#include "digitalocean_provisioner.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::digitalocean::DigitalOceanProvisioner);
