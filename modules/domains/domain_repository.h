#pragma once

#include "core/http/page.h"
#include "core/secrets/vault.h"
#include "modules/domains/cost_limit.h"
#include "modules/domains/domain_term.h"

namespace hostler {

/// Something that happened to a domain.
struct DomainStep {
  Id<DomainStep> id;
  std::string kind, detail, actor;
  Instant at;

  /// Its detail is the registrar's own words, for staff alone.
  bool isForStaff() const { return kind.ends_with("_failed"); }
};

/// SQL of domains and of what happened to them. Codes for transfers are sealed, so this one needs
/// the vault.
class DomainRepository {
 public:
  explicit DomainRepository(Vault& vault) : vault_{vault} {}
  static const SealedColumn kAuthCode;

  /// Throws db::UniqueViolation while the tenant has a live domain of that name.
  void insert(db::Transaction& tx, const Domain& domain);
  void save(db::Transaction& tx, const Domain& domain);
  std::optional<Domain> find(db::Reader& reader, const Scope& scope, Id<Domain> id);
  std::optional<Domain> lock(db::Transaction& tx, const Scope& scope, Id<Domain> id);
  std::optional<Domain> findLive(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
  bool isTldInUse(db::Reader& reader, Id<Tenant> tenant, const std::string& tld);
  /// Whose a name in A-labels is, as registrations in all shops prove: the nearest domain that is
  /// held at it or above it decides. Another's too where one below it is held for somebody else.
  NameHolder holderOf(db::Reader& reader, Id<Account> account, const std::string& name);

  struct Filter {
    std::optional<DomainStatus> status;
    std::optional<DomainWork> work;
    std::optional<std::string> name;  ///< whole, as A-labels
    std::optional<Instant> expiresFrom, expiresBefore;
  };
  /// Those that have an expiry, by it: the first to go first, or last.
  struct ByExpiry {
    bool descending = false;
    std::optional<http::Cursor> after;
  };
  std::vector<Domain> list(db::Reader& reader, const Scope& scope, const Filter& filter,
                           const ByExpiry& order, int limit);
  std::vector<Domain> list(db::Reader& reader, const Scope& scope, const Filter& filter,
                           const http::ListOrder& order, int limit);
  /// Held ones that expire before an instant, in the order of their expiries, after a place in it.
  struct Place {
    Instant expiresAt;
    Id<Domain> id;
  };
  std::vector<Domain> expiringBefore(db::Reader& reader, Id<Tenant> tenant, Instant before,
                                     const Place& after, int limit);
  /// Held ones that nobody has looked up since an instant, the oldest looks first.
  std::vector<Domain> syncedBefore(db::Reader& reader, Id<Tenant> tenant, Instant before,
                                   int limit);

  std::optional<Secret> authCode(db::Reader& reader, Id<Domain> id);
  void setAuthCode(db::Transaction& tx, Id<Domain> id, const std::optional<Secret>& code);

  /// Writes down that something is wished, for a domain that is locked; the wish's revision.
  /// `contacts`: those that are wished; they are kept here alone.
  std::int64_t wish(db::Transaction& tx, Id<Domain> id, const std::string& verb,
                    const Json& contacts = nullptr);
  /// Of the newest wish; null where there are none.
  Json wishedContacts(db::Reader& reader, Id<Domain> id, const std::string& verb);
  /// The registrar has them.
  void forgetContacts(db::Transaction& tx, Id<Domain> id, const std::string& verb);
  /// Of the newest wish; 0 where there is none. As it is now, whatever the transaction has read
  /// before.
  std::int64_t wished(db::Transaction& tx, Id<Domain> id, const std::string& verb);

  void addStep(db::Transaction& tx, const Domain& domain, const DomainStep& step);
  /// In the order in which they happened.
  std::vector<DomainStep> steps(db::Reader& reader, Id<Domain> id);

 private:
  Vault& vault_;
};

namespace domain_term_repository {

/// Throws db::UniqueViolation while the domain has an open one.
void insert(db::Transaction& tx, const DomainTerm& term);
void save(db::Transaction& tx, const DomainTerm& term);
std::optional<DomainTerm> find(db::Reader& reader, Id<DomainTerm> id);
std::optional<DomainTerm> openOf(db::Reader& reader, Id<Domain> domain);
/// What the registrar might take for the domain when it was registered or moved in, in its own
/// currency; nothing where that was not told.
std::optional<RegistrarCost> costOfPurchase(db::Reader& reader, Id<Domain> domain);
/// New names of an account, of any kind of purchase, that nobody has paid yet.
std::int64_t countUnpaidNew(db::Reader& reader, Id<Account> account);
std::vector<DomainTerm> ofInvoices(db::Reader& reader, const std::vector<Id<Invoice>>& invoices);

}  // namespace domain_term_repository
}  // namespace hostler
