// What is for sale, at which price, under which agreements.
#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>

namespace hostler::sandbox::godaddy {
namespace {

constexpr std::int64_t kPremiumFactor = 100;

bool startsWith(const std::string& domain, std::string_view stem) {
  return domain.starts_with(stem);
}

const TldOffer* offerOf(const std::string& domain) {
  const auto tld = tldOf(domain);
  const auto& offers = tldOffers();
  const auto found = std::ranges::find(offers, tld, &TldOffer::name);
  return found == offers.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<TldOffer>& tldOffers() {
  static const std::vector<TldOffer> offers{
      {"com", false, 11'990'000, 21'990'000},       {"net", false, 14'990'000, 23'990'000},
      {"org", false, 9'990'000, 22'990'000},        {"in", true, 7'190'000, 10'990'000},
      {"co.in", true, 4'790'000, 8'490'000},        {"io", true, 44'990'000, 69'990'000},
      {"dev", false, 12'990'000, 19'990'000},       {"shop", false, 990'000, 44'990'000},
      {"xyz", false, 1'995'000, 17'990'000},        {"ca", true, 12'490'000, 19'490'000},
      {"app", false, 14'990'000, 34'990'000},       {"online", false, 14'990'000, 34'990'000},
      {"store", false, 14'990'000, 34'990'000},     {"site", false, 14'990'000, 34'990'000},
      {"tech", false, 14'990'000, 34'990'000},      {"info", false, 14'990'000, 34'990'000},
      {"biz", false, 14'990'000, 34'990'000},       {"co", true, 9'990'000, 17'990'000},
      {"me", true, 9'990'000, 17'990'000},          {"us", true, 9'990'000, 17'990'000},
      {"uk", true, 9'990'000, 17'990'000},          {"co.uk", true, 9'990'000, 17'990'000},
      {"eu", true, 9'990'000, 17'990'000},          {"de", true, 9'990'000, 17'990'000},
      {"fr", true, 9'990'000, 17'990'000},          {"nl", true, 9'990'000, 17'990'000},
      {"it", true, 9'990'000, 17'990'000},          {"es", true, 9'990'000, 17'990'000},
      {"pl", true, 9'990'000, 17'990'000},          {"se", true, 9'990'000, 17'990'000},
      {"no", true, 9'990'000, 17'990'000},          {"dk", true, 9'990'000, 17'990'000},
      {"fi", true, 9'990'000, 17'990'000},          {"ch", true, 9'990'000, 17'990'000},
      {"at", true, 9'990'000, 17'990'000},          {"be", true, 9'990'000, 17'990'000},
      {"cz", true, 9'990'000, 17'990'000},          {"cloud", false, 14'990'000, 34'990'000},
      {"blog", false, 14'990'000, 34'990'000},      {"club", false, 14'990'000, 34'990'000},
      {"design", false, 14'990'000, 34'990'000},    {"agency", false, 14'990'000, 34'990'000},
      {"live", false, 14'990'000, 34'990'000},      {"life", false, 14'990'000, 34'990'000},
      {"news", false, 14'990'000, 34'990'000},      {"world", false, 14'990'000, 34'990'000},
      {"today", false, 14'990'000, 34'990'000},     {"email", false, 14'990'000, 34'990'000},
      {"solutions", false, 14'990'000, 34'990'000}, {"studio", false, 14'990'000, 34'990'000}};
  return offers;
}

std::string tldOf(const std::string& domain) {
  const auto dot = domain.find('.');
  return dot == std::string::npos ? std::string{} : domain.substr(dot + 1);
}
std::string firstLabelOf(const std::string& domain) {
  return domain.substr(0, domain.find('.'));
}

std::optional<Refusal> nameFault(const std::string& domain) {
  if (!isHostName(domain))
    return Refusal{422, "INVALID_CHARACTERS", "FQDN fails generic validity regex"};
  if (offerOf(domain) == nullptr)
    return Refusal{422, "UNSUPPORTED_TLD", "The specified TLD is not supported"};
  const auto label = firstLabelOf(domain);
  if (label.size() > 3 && label.substr(2, 2) == "--" && !label.starts_with("xn--"))
    return Refusal{422, "INVALID_IDN",
                   "Non-IDN domain name must not have dashes at the third and fourth position"};
  if (startsWith(domain, "reserved")) return Refusal{422, "RESERVED_NAME", "Reserved name error"};
  return std::nullopt;
}

std::int64_t priceOf(const Shopper& shopper, const std::string& domain) {
  const auto* offer = offerOf(domain);
  const auto own = shopper.prices.find(std::string{offer->name});
  const auto usual = own == shopper.prices.end() ? offer->micros : own->second;
  return startsWith(domain, "premium") ? usual * kPremiumFactor : usual;
}

std::int64_t renewPriceOf(const Shopper& shopper, const std::string& domain) {
  const auto* offer = offerOf(domain);
  const auto own = shopper.prices.find(std::string{offer->name});
  return own == shopper.prices.end() ? offer->renewMicros : own->second;
}

bool isRegisteredElsewhere(const ApiCall& call, const std::string& domain, bool askRegistry) {
  if (startsWith(domain, "taken") || (askRegistry && startsWith(domain, "stale"))) return true;
  return std::ranges::any_of(call.shoppers, [&](const Shopper& shopper) {
    const auto found = shopper.domains.find(domain);
    return &shopper != &call.shopper && found != shopper.domains.end() && found->second.isHeld();
  });
}

bool canBeMovedIn(const ApiCall& call, const std::string& domain) {
  const auto own = call.shopper.domains.find(domain);
  const bool isOurs = own != call.shopper.domains.end() && own->second.isHeld();
  return !isOurs && isRegisteredElsewhere(call, domain, true) &&
         !startsWith(domain, "taken-locked");
}

std::vector<std::string> agreementKeys(const Shopper& shopper, const std::string& tld, bool privacy,
                                       bool forTransfer) {
  std::vector<std::string> keys{forTransfer ? "DNTA" : "DNRA"};
  const auto* offer = offerOf("x." + tld);
  if (offer != nullptr && offer->ofCountry) keys.push_back("CCTLD_REGISTRANT");
  if (privacy) keys.push_back("DNPA");
  keys.insert(keys.end(), shopper.extraAgreements.begin(), shopper.extraAgreements.end());
  return keys;
}

}  // namespace hostler::sandbox::godaddy
