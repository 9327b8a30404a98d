#include "twilio_notifier.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::twilio::TwilioNotifier);
