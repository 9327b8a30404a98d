#include "smtp_notifier.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::smtp::SmtpNotifier);
