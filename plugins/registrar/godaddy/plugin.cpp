#include "godaddy_registrar.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::godaddy::GodaddyRegistrar);
