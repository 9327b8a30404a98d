#include "modules/services/provider_traces.h"

namespace hostler::provider_traces {
namespace {

// Not locked: a lock on what is not there keeps the operations of other services from being written
// down. What is read first after the service's lock was had is what was committed by then.
constexpr auto kSelectUnderWay = R"sql(
  SELECT id FROM provider_operations
   WHERE subject = ? AND state = 'sent' AND updated_at > ? AND (job_id IS NULL OR job_id <> ?))sql";
constexpr auto kSelectLost =
    "SELECT MAX(updated_at) AS sent_at FROM provider_operations WHERE subject = ? AND job_id = ? "
    "AND state = 'sent'";
constexpr auto kAbandon = R"sql(
  UPDATE provider_operations SET state = 'unknown', error_code = 'abandoned',
         error_message = 'Something else was wanted before its answer came.', updated_at = ?
   WHERE subject = ? AND job_id = ? AND state = 'sent')sql";
constexpr auto kSelectCreate =
    "SELECT state FROM provider_operations WHERE subject = ? AND operation = "
    "'provisioner/1.create' "
    "{for_update}";

std::vector<OperationState> createStates(db::Transaction& tx, Id<Service> service) {
  return tx.query(kSelectCreate, service.text()).map([](const db::Row& row) {
    return row.get<OperationState>("state");
  });
}

bool isOpen(OperationState state) {
  return state == OperationState::Sent || state == OperationState::Unknown ||
         state == OperationState::Pending;
}

}  // namespace

bool isUnderWay(db::Transaction& tx, Id<Service> service, Id<jobs::Job> besides, Instant now) {
  return !tx.query(kSelectUnderWay, service.text(), now.minus(kLongestCall), besides).empty();
}

std::optional<Instant> endOfLostCall(db::Reader& reader, Id<Service> service, Id<jobs::Job> job) {
  const auto sentAt =
      reader.query(kSelectLost, service.text(), job).only().get<std::optional<Instant>>("sent_at");
  return sentAt ? std::optional{sentAt->plus(kLongestCall)} : std::nullopt;
}

void abandon(db::Transaction& tx, Id<Service> service, Id<jobs::Job> job, Instant now) {
  tx.execute(kAbandon, now, service.text(), job);
}

bool isCreateOpen(db::Transaction& tx, Id<Service> service) {
  return std::ranges::any_of(createStates(tx, service), isOpen);
}

bool mayExist(db::Transaction& tx, Id<Service> service) {
  return std::ranges::any_of(createStates(tx, service), [](OperationState state) {
    return isOpen(state) || state == OperationState::Succeeded;
  });
}

}  // namespace hostler::provider_traces
