#include "tests/bench/neighbours/paid_renewals.h"

#include "modules/domains/domain_repository.h"
#include "modules/domains/domain_tasks.h"
#include "tests/bench/stage/shop.h"
#include "tests/bench/stage/staff.h"

namespace hostler::bench {
namespace {

constexpr std::int64_t kFirstDomain = 90'000'000, kFirstTerm = 110'000'000;

constexpr auto kDomains =
    "INSERT INTO domains (id, tenant_id, account_id, name, unicode_name, live_name, tld, "
    "registrar, status, work, last_error, registrar_state, expires_at, auto_renew, privacy, "
    "transfer_lock, dnssec, nameservers, contacts, misses, synced_at, activated_at, created_at, "
    "updated_at)";

Id<Domain> domainId(int number) {
  return Id<Domain>::of(kFirstDomain + number);
}
Id<DomainTerm> termId(int number) {
  return Id<DomainTerm>::of(kFirstTerm + number);
}

Json purchaseOf(const std::string& domain) {
  const Json address{{"address1", "1 Law College Road"},
                     {"city", "Pune"},
                     {"state", "MH"},
                     {"postalCode", "411004"},
                     {"country", "IN"}};
  return {{"domain", domain},
          {"period", 1},
          {"consent",
           {{"agreementKeys", {"DNRA"}},
            {"agreedBy", "203.0.113.7"},
            {"agreedAt", "2026-01-05T10:20:30Z"}}},
          {"contactRegistrant",
           {{"nameFirst", "Asha"},
            {"nameLast", "Rao"},
            {"email", "asha@client.example"},
            {"phone", "+91.9812345678"},
            {"addressMailing", address}}}};
}

DomainTerm renewalOf(int number, Instant expires, Instant now) {
  DomainTerm term;
  term.id = termId(number);
  term.tenant = kPlatform;
  term.account = Id<Account>::of(Shop::accountOf(number));
  term.domain = domainId(number);
  term.action = DomainAction::Renew;
  term.state = TermState::Paid;
  term.invoice = Id<Invoice>::of(Shop::kFirstInvoice + number);
  term.total = Money::ofMinor(141'482, Currency::of("INR"));
  term.registrarCost = RegistrarCost::of(Money::ofMinor(119'900, Currency::of("INR")), 1).json();
  term.expectedAt = expires;
  term.agreedAt = term.createdAt = term.updatedAt = now;
  return term;
}

}  // namespace

std::string PaidRenewals::nameOf(int number) const {
  return "renewal" + std::to_string(number) + ".com";
}

void PaidRenewals::registerAtRegistrar() {
  for (int number = first_; number < first_ + count_; ++number)
    must(registrar_.ask("/v1/domains/purchase", purchaseOf(nameOf(number))), "a registration");
}

void PaidRenewals::book(db::Database& database) {
  const auto now = database.serverTime();
  const auto expires = now.plus(std::chrono::days{365});
  database.transaction([&](db::Transaction& tx) {
    db::BulkInsert domains{tx, kDomains, 24};
    for (int number = first_; number < first_ + count_; ++number) {
      const auto name = nameOf(number);
      domains.add(domainId(number), kPlatform, Shop::accountOf(number), name, name, name, "com",
                  registrar_.name(), "active", "renewing", "", "ACTIVE", expires, 1, 0, 1, 0,
                  R"(["ns1.sahyadri.example","ns2.sahyadri.example"])", "null", 0, now, now, now,
                  now);
    }
    domains.flush();
    for (int number = first_; number < first_ + count_; ++number)
      domain_term_repository::insert(tx, renewalOf(number, expires, now));
  });
}

std::vector<DueJobs::One> PaidRenewals::jobs() const {
  std::vector<DueJobs::One> jobs;
  for (int number = first_; number < first_ + count_; ++number) {
    const FulfilTerm task{domainId(number), termId(number)};
    jobs.push_back({Shop::accountOf(number), toJson(task),
                    std::string{FulfilTerm::kKind} + ":" + task.term.text()});
  }
  return jobs;
}

std::int64_t PaidRenewals::renewed(db::Database& database) const {
  return database
      .query(
          "SELECT COUNT(*) AS n FROM domain_terms t JOIN domains d ON d.id = t.domain_id WHERE "
          "d.registrar = ? AND t.state = 'done' AND d.work = 'idle'",
          registrar_.name())
      .only()
      .integer("n");
}

}  // namespace hostler::bench
