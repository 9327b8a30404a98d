#include "vies_lookup.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::vies::ViesLookup);
