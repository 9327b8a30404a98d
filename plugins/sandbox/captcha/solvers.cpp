#include "plugins/sandbox/captcha/solvers.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"

#include <algorithm>

namespace hostler::sandbox::captcha {

Site siteOf(const Json& given, std::string_view provider) {
  Site site;
  site.siteKey = requiredText(given, "site_key");
  site.secret = requiredText(given, "secret");
  site.isScored = accountText(given, "version") == "v3";
  if (given.contains("score")) {
    const auto& score = given["score"];
    if (!score.is_number_integer() || score < 0 || score > 100)
      throw ValidationError{"score", "out_of_range", "must be a whole number from 0 to 100"};
    site.score = score.get<std::int64_t>();
  }
  if (given.contains("everyone")) {
    if (!given["everyone"].is_boolean())
      throw ValidationError{"everyone", "wrong_type", "must be true or false"};
    site.everyone = given["everyone"].get<bool>();
  }
  site.id = accountText(given, "id", site.siteKey);
  site.asGiven = given;
  site.asGiven.update({{"provider", provider}, {"id", site.id}});
  return site;
}

Token* Tokens::find(std::string_view token) {
  const auto found = std::ranges::find(all, token, &Token::token);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace hostler::sandbox::captcha
