#include "modules/domains/domain_traces.h"

namespace hostler::domain_traces {
namespace {

// What was sent and never answered, because its process died in it, is over by then.
constexpr std::chrono::seconds kLongestCall{130};

// Locked, so that a transaction which waited for the domain sees what was written meanwhile.
constexpr auto kSelectUnderWay = R"sql(
  SELECT id FROM provider_operations
   WHERE subject = ? AND state = 'sent' AND updated_at > ? AND (job_id IS NULL OR job_id <> ?) {for_update})sql";
constexpr auto kSelectBought = R"sql(
  SELECT id FROM provider_operations
   WHERE subject = ? AND operation IN ('registrar/1.register', 'registrar/1.transfer')
     AND state IN ('sent', 'unknown', 'pending', 'succeeded') {for_update})sql";

}  // namespace

bool isUnderWay(db::Transaction& tx, Id<Domain> domain, Id<jobs::Job> besides, Instant now) {
  return !tx.query(kSelectUnderWay, domain.text(), now.minus(kLongestCall), besides).empty();
}

bool mayBeBought(db::Transaction& tx, Id<Domain> domain) {
  return !tx.query(kSelectBought, domain.text()).empty();
}

}  // namespace hostler::domain_traces
