#include "stripe_gateway.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::stripe::StripeGateway);
