#include "bank_transfer.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::bank_transfer::BankTransfer);
