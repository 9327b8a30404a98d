#include "cloudstack_provisioner.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::cloudstack::CloudstackProvisioner);
