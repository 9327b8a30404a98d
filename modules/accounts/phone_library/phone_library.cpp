// libphonenumber behind one function. It brings protobuf and ICU along: 5 ms of every start and 4
// MB of memory, for something that only a sign-up needs. So it stands in a library of its own,
// which the first sign-up loads.
#include "modules/accounts/phone_library/phone_library.h"

#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

extern "C" __attribute__((visibility("default"))) int hostler_phone_e164_v1(
    const char* text, size_t size, const char* region, char* out, size_t room) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  try {
    const auto* util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util->Parse(std::string{text, size}, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
      return 0;
    if (number.has_extension() || !util->IsValidNumber(number)) return 0;
    std::string formatted;
    util->Format(number, PhoneNumberUtil::E164, &formatted);
    if (formatted.size() >= room) return 0;
    std::memcpy(out, formatted.c_str(), formatted.size() + 1);
    return 1;
  } catch (...) {
    return 0;
  }
}
