#include "turnstile_captcha.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::turnstile::TurnstileCaptcha);
