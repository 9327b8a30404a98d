#include "recaptcha_captcha.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::recaptcha::RecaptchaCaptcha);
