#include "cpanel_provisioner.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::cpanel::CpanelProvisioner);
