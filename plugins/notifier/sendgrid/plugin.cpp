#include "sendgrid_notifier.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::sendgrid::SendGridNotifier);
