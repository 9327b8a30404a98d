#include "razorpay_gateway.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::razorpay::RazorpayGateway);
