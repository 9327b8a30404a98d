#include "msg91_notifier.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::msg91::Msg91Notifier);
