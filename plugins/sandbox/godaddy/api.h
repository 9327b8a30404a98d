#pragma once

#include "core/front/message.h"
#include "plugins/sandbox/godaddy/shopper.h"
#include "plugins/sandbox/request_view.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox::godaddy {

/// An answer that is an error, in GoDaddy's own document.
struct Refusal {
  int status = 422;
  std::string code, message;
  Json fields = Json::array();
};
Json errorJson(const Refusal& refusal);
Refusal unknownDomain(const std::string& name);

/// One authenticated request.
struct ApiCall {
  Shoppers& shoppers;
  Shopper& shopper;  ///< who asks
  const front::Request& request;
  std::vector<std::string> path;  ///< below the prefix: {"v1", "domains", …}
  Params query;
  Json body;  ///< null where there was none
  std::int64_t now;

  bool is(front::Method method, std::initializer_list<std::string_view> pattern) const;
  std::string param(std::string_view name, std::string_view fallback = {}) const {
    return paramOr(query, name, fallback);
  }
  /// Refuses a query that names anything else, or lacks what is required.
  void takes(std::initializer_list<std::string_view> optional,
             std::initializer_list<std::string_view> required = {}) const;
};

struct Reply {
  int status = 200;
  Json body = nullptr;  ///< null: empty
};
/// Nothing when the request is none of theirs; a refusal is thrown.
using Answer = std::optional<Reply>;
Answer answerOffers(ApiCall& call);
Answer answerPurchases(ApiCall& call);
Answer answerDomains(ApiCall& call);
Answer answerRecords(ApiCall& call);
Answer answerOrders(ApiCall& call);
Answer answerSecondApi(ApiCall& call);

/// "GET /v1/domains/{domain}": what the limit of requests counts by.
std::string endpointOf(std::string_view method, const std::vector<std::string>& path);

// --- entities.cpp ---

/// "2026-01-05T10:20:30.000Z"
std::string timeText(std::int64_t seconds);
std::int64_t addYears(std::int64_t seconds, int years);
/// The domain, moved on by this look at it. Throws a 404.
Domain& lookAt(ApiCall& call, const std::string& name);
/// As lookAt, where a change is only taken by one that is set up: otherwise 409.
Domain& changeable(ApiCall& call, const std::string& name);
Json detailJson(const Domain& domain);
Json summaryJson(const Domain& domain, std::string_view includes);
/// Takes the money (402 where there is too little) and books the order.
Json bookOrder(ApiCall& call, std::string_view action, const std::string& domain, int years,
               std::int64_t micros);
/// Accepts what v2 does later: `effect` holds the members of the domain that change. 409 while a
/// like one is under way.
void beginAction(ApiCall& call, Domain& domain, const std::string& type, Json effect);
/// The action as it stands at this look; what is done by then has its effect.
Json lookAtAction(Domain& domain, const std::string& type, std::int64_t now);

// --- catalogue.cpp ---

struct TldOffer {
  std::string_view name;
  bool ofCountry;
  std::int64_t micros, renewMicros;
};
const std::vector<TldOffer>& tldOffers();
std::string tldOf(const std::string& domain);
std::string firstLabelOf(const std::string& domain);
/// Why a name cannot be asked about at all; nothing where it can.
std::optional<Refusal> nameFault(const std::string& domain);
/// For one year, of a name whose TLD is sold.
std::int64_t priceOf(const Shopper& shopper, const std::string& domain);
/// What bringing a domain out of redemption costs beside its renewal.
inline constexpr std::int64_t kRedemptionFee = 80'000'000;
std::int64_t renewPriceOf(const Shopper& shopper, const std::string& domain);
bool isRegisteredElsewhere(const ApiCall& call, const std::string& domain, bool askRegistry);
bool canBeMovedIn(const ApiCall& call, const std::string& domain);
std::vector<std::string> agreementKeys(const Shopper& shopper, const std::string& tld, bool privacy,
                                       bool forTransfer);
inline constexpr std::string_view kElsewhereCode = "Elsewhere-Code-1";

// --- validation.cpp ---

/// Collects what is wrong with a body, as GoDaddy lists it.
class BodyCheck {
 public:
  explicit BodyCheck(const Json& body);

  /// Every member that the body may have; the rest is refused.
  void only(std::initializer_list<std::string_view> members);
  std::string text(const std::string& member, bool required = true);
  std::optional<bool> flag(const std::string& member);
  int years();
  void contacts(bool required);
  void nameServers();
  /// Against the agreements that must be agreed to.
  void consent(const std::vector<std::string>& keys);
  void fault(const std::string& path, std::string_view code, std::string_view message);
  /// Throws what was collected.
  void done() const;

 private:
  void contact(const std::string& member, const Json& contact);

  const Json& body_;
  Json fields_ = Json::array();
};

bool isHostName(std::string_view text);

}  // namespace hostler::sandbox::godaddy
