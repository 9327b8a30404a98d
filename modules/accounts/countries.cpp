#include "modules/accounts/countries.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

namespace hostler {
namespace {

// ISO 3166-1 alpha-2 as of 2024: 249 codes, in order, two letters each.
constexpr std::string_view kCountries =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCM"
    "CNCOCRCUCVCWCXCYCZ"
    "DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEIL"
    "IMINIOIQIRISITJEJM"
    "JOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ"
    "NANCNENFNGNINLNONP"
    "NRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTD"
    "TFTGTHTJTKTLTMTNTO"
    "TRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

// Universal Postal Union's addressing sheets, for the countries that most clients are in.
constexpr std::array<std::pair<std::string_view, const char*>, 20> kForms{{
    {"AU", "[0-9]{4}"},
    {"BD", "[0-9]{4}"},
    {"BR", "[0-9]{5}-?[0-9]{3}"},
    {"CA", "(?i)[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?[0-9][ABCEGHJ-NPRSTV-Z][0-9]"},
    {"CH", "[1-9][0-9]{3}"},
    {"CN", "[0-9]{6}"},
    {"DE", "[0-9]{5}"},
    {"ES", "[0-9]{5}"},
    {"FR", "[0-9]{5}"},
    {"GB", "(?i)(GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})"},
    {"ID", "[0-9]{5}"},
    {"IN", "[1-9][0-9]{5}"},
    {"IT", "[0-9]{5}"},
    {"JP", "[0-9]{3}-?[0-9]{4}"},
    {"LK", "[0-9]{5}"},
    {"MY", "[0-9]{5}"},
    {"NL", "(?i)[1-9][0-9]{3} ?[A-Z]{2}"},
    {"NP", "[0-9]{5}"},
    {"SG", "[0-9]{6}"},
    {"US", "[0-9]{5}(-[0-9]{4})?"},
}};
constexpr std::string_view kWithoutCodes =
    "AEAGAOAWBFBIBJBSBWBZCDCFCGCICKCMDJDMERFJGAGDGHGMGQGYHKIEJMKIKMKNKPLYMLMOMRMWNRNUQARWSBSCSLSRST"
    "SYTDTFTGTKTOTTTVUGVUYEZW";

bool isIn(std::string_view list, std::string_view code) {
  if (code.size() != 2) return false;
  for (std::size_t i = 0; i < list.size(); i += 2) {
    if (list.substr(i, 2) == code) return true;
  }
  return false;
}

const std::map<std::string_view, std::unique_ptr<const RE2>>& forms() {
  static const auto compiled = [] {
    std::map<std::string_view, std::unique_ptr<const RE2>> all;
    for (const auto& [country, form] : kForms)
      all.emplace(country, std::make_unique<const RE2>(form));
    return all;
  }();
  return compiled;
}

}  // namespace

bool isCountry(std::string_view code) {
  return isIn(kCountries, code);
}

bool isPostalCode(std::string_view country, std::string_view code) {
  if (code.empty()) return isIn(kWithoutCodes, country);
  if (const auto form = forms().find(country); form != forms().end()) {
    return RE2::FullMatch(re2::StringPiece{code.data(), code.size()}, *form->second);
  }
  const auto isPlain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' ||
           c == '-';
  };
  return code.size() >= 2 && code.size() <= 10 && std::ranges::all_of(code, isPlain);
}

}  // namespace hostler
