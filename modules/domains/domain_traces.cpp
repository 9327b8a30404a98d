#include "modules/domains/domain_traces.h"

namespace hostler::domain_traces {
namespace {

// What was sent and never answered, because its process died in it, is over by then.
constexpr std::chrono::seconds kLongestCall{130};

// Not locked: a lock on what is not there keeps the operations of other domains from being written
// down. What is read first after the domain's lock was had is what was committed by then.
constexpr auto kSelectUnderWay = R"sql(
  SELECT id FROM provider_operations
   WHERE subject = ? AND state = 'sent' AND updated_at > ? AND (job_id IS NULL OR job_id <> ?))sql";
constexpr auto kSelectKey = R"sql(
  SELECT id FROM provider_operations
   WHERE subject = ? AND idempotency_key = ? AND state IN ('sent', 'unknown', 'pending', 'succeeded'))sql";
constexpr auto kSelectBought = R"sql(
  SELECT id FROM provider_operations
   WHERE subject = ? AND operation IN ('registrar/1.register', 'registrar/1.transfer')
     AND state IN ('sent', 'unknown', 'pending', 'succeeded') {for_update})sql";

}  // namespace

bool isUnderWay(db::Transaction& tx, Id<Domain> domain, Id<jobs::Job> besides, Instant now) {
  return !tx.query(kSelectUnderWay, domain.text(), now.minus(kLongestCall), besides).empty();
}

std::string keyOf(const std::string& verb, Id<Domain> domain, const std::string& of) {
  return verb + ":" + domain.text() + ":" + of;
}

bool mayHaveHappened(db::Reader& reader, Id<Domain> domain, const std::string& key) {
  return !reader.query(kSelectKey, domain.text(), key).empty();
}

bool mayBeBought(db::Transaction& tx, Id<Domain> domain) {
  return !tx.query(kSelectBought, domain.text()).empty();
}

}  // namespace hostler::domain_traces
