#include "crypto_gateway.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::crypto::CryptoGateway);
