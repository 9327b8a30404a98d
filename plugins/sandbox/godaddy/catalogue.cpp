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
      {"com", false, 11'990'000, 21'990'000}, {"net", false, 14'990'000, 23'990'000},
      {"org", false, 9'990'000, 22'990'000},  {"in", true, 7'190'000, 10'990'000},
      {"co.in", true, 4'790'000, 8'490'000},  {"io", true, 44'990'000, 69'990'000},
      {"dev", false, 12'990'000, 19'990'000}, {"shop", false, 990'000, 44'990'000},
      {"xyz", false, 1'995'000, 17'990'000},  {"ca", true, 12'490'000, 19'490'000}};
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
