#pragma once

#include <hostler/captcha.hpp>

namespace sample {

/// The provider's answer about a token. Throws FieldMismatch for what does not fit.
hostler::sdk::CaptchaVerdict toVerdict(const hostler::sdk::Json& answer);

}  // namespace sample
