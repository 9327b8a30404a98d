#include "powerdns_dns.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::powerdns::PowerDns);
