#pragma once

// Domains that clients hold, as other modules may ask for them.

#include "core/json/json.h"
#include "core/shape/shape.h"
#include "core/time/instant.h"
#include "modules/catalog/tld.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

struct DomainTerm;
template <>
inline constexpr std::string_view kIdPrefix<DomainTerm> = "trm";
struct DomainStep;
template <>
inline constexpr std::string_view kIdPrefix<DomainStep> = "dst";

enum class DomainStatus {
  Pending = 1,
  Active,
  Expired,     ///< in its grace: a renewal brings it back
  Redemption,  ///< restoring it does, at a price
  Transferring,
  TransferredAway,
  Cancelled,
  Failed
};
template <>
inline constexpr std::array kEnumNames<DomainStatus>{
    std::string_view{"pending"},      std::string_view{"active"},
    std::string_view{"expired"},      std::string_view{"redemption"},
    std::string_view{"transferring"}, std::string_view{"transferred_away"},
    std::string_view{"cancelled"},    std::string_view{"failed"}};

/// What is being done to a domain at its registrar; its status moves once the registrar proves it.
enum class DomainWork { Idle = 1, Registering, Transferring, Renewing, Restoring, Attention };
template <>
inline constexpr std::array kEnumNames<DomainWork>{
    std::string_view{"idle"},     std::string_view{"registering"}, std::string_view{"transferring"},
    std::string_view{"renewing"}, std::string_view{"restoring"},   std::string_view{"attention"}};

/// Whether a domain of one status may come to have another. What has ended stays so.
bool mayBecome(DomainStatus from, DomainStatus to);
/// Whether it is held here, or on its way.
bool isLive(DomainStatus status);
/// Whether there is something at the registrar to be renewed and looked after.
bool isHeld(DomainStatus status);
/// What its expiry alone says of a domain that is held.
DomainStatus stageOn(Date today, Date expiresOn, const Tld& tld);

/// Whose a name is.
enum class NameHolder { Nobody = 1, Own, Others };

enum class DomainLinkKind { Service = 1, Instance, Bucket };
template <>
inline constexpr std::array kEnumNames<DomainLinkKind>{
    std::string_view{"service"}, std::string_view{"instance"}, std::string_view{"bucket"}};
/// What a domain leads to.
struct DomainLink {
  DomainLinkKind kind = DomainLinkKind::Service;
  std::string to;  ///< an id, or a bucket's name
};

struct Domain {
  Id<Domain> id;
  Id<Tenant> tenant;
  Id<Account> account;
  std::string name, unicode;  ///< A-labels; as people read it
  std::string tld, registrar;
  DomainStatus status = DomainStatus::Pending;
  DomainWork work = DomainWork::Idle;
  std::string lastError;
  std::string registrarState;  ///< the registrar's own word
  std::optional<Instant> expiresAt;
  bool autoRenew = true, privacy = false, transferLock = false, dnssec = false;
  std::vector<std::string> nameservers;
  Json signers = nullptr;   ///< DS records that the registry was asked to publish
  Json contacts = nullptr;  ///< {registrant, admin?, tech?, billing?} as the SDK has them
  std::optional<DomainLink> link;
  std::optional<int> noticedDays;        ///< the last notice that was given,
  std::optional<Instant> noticedExpiry;  ///< of this expiry
  int misses = 0;                        ///< looks at the registrar in a row that did not find it
  Instant syncedAt;
  std::optional<Instant> activatedAt, endedAt;
  Instant createdAt, updatedAt;

  bool isLive() const { return hostler::isLive(status); }
  bool isHeld() const { return hostler::isHeld(status); }
  /// By the registry's clock, which is UTC.
  std::optional<Date> expiresOn() const;
};

// What domains announce.

struct DomainFact {
  Id<Domain> domain;
  Id<Account> account;
  std::string name;
  static void describe(Shape<DomainFact>& shape);
};
struct DomainRegistered : DomainFact {
  static constexpr std::string_view kName = "domain.registered";
  static void describe(Shape<DomainRegistered>& shape) { shape.include<DomainFact>(); }
};
struct DomainTransferredIn : DomainFact {
  static constexpr std::string_view kName = "domain.transferred_in";
  static void describe(Shape<DomainTransferredIn>& shape) { shape.include<DomainFact>(); }
};
struct DomainRenewed : DomainFact {
  static constexpr std::string_view kName = "domain.renewed";
  Date expiresOn = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<DomainRenewed>& shape);
};
/// It could not be had; what was paid for it is credit now.
struct DomainRefused : DomainFact {
  static constexpr std::string_view kName = "domain.refused";
  DomainAction action = DomainAction::Register;
  std::string reason;
  static void describe(Shape<DomainRefused>& shape);
};
/// So many days are left.
struct DomainExpiring : DomainFact {
  static constexpr std::string_view kName = "domain.expiring";
  Date expiresOn = Date::ofDaysSinceEpoch(0);
  int daysLeft = 0;
  bool autoRenew = false;
  static void describe(Shape<DomainExpiring>& shape);
};
struct DomainExpired : DomainFact {
  static constexpr std::string_view kName = "domain.expired";
  static void describe(Shape<DomainExpired>& shape) { shape.include<DomainFact>(); }
};
struct DomainInRedemption : DomainFact {
  static constexpr std::string_view kName = "domain.in_redemption";
  static void describe(Shape<DomainInRedemption>& shape) { shape.include<DomainFact>(); }
};
/// It is not held here any more.
struct DomainLost : DomainFact {
  static constexpr std::string_view kName = "domain.lost";
  DomainStatus status = DomainStatus::Cancelled;
  static void describe(Shape<DomainLost>& shape);
};
struct DomainChanged : DomainFact {
  static constexpr std::string_view kName = "domain.changed";
  static void describe(Shape<DomainChanged>& shape) { shape.include<DomainFact>(); }
};
/// Something at the registrar needs a person.
struct DomainNeedsAttention : DomainFact {
  static constexpr std::string_view kName = "domain.needs_attention";
  std::string step, reason;
  static void describe(Shape<DomainNeedsAttention>& shape);
};

}  // namespace hostler
