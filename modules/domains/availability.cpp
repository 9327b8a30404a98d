#include "modules/domains/availability.h"

namespace hostler {
namespace {

constexpr std::chrono::seconds kHolds{60};
constexpr std::size_t kMostKept = 20'000;

bool flagAt(const Json& json, const char* name, bool otherwise) {
  const auto found = json.find(name);
  return found != json.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

NameStatus readStatus(const Json& json) {
  NameStatus status;
  status.definitive = flagAt(json, "definitive", false);
  if (!flagAt(json, "offered", true)) {
    status.state = NameState::NotOffered;
  } else if (json.value("reason", Json()) == "UNANSWERED") {
    status.state = NameState::Unknown;
  } else {
    status.state = flagAt(json, "available", false) ? NameState::Available : NameState::Taken;
  }
  status.cost = RegistrarCost::read(json.value("cost", Json()));
  return status;
}

}  // namespace

NameStatus NameStatus::under(const CostLimit& limit) const {
  auto status = *this;
  // What was told in haste may leave the cost out; the registry is asked before money is taken.
  const bool isOrdinary = cost ? limit.covers(*cost) : !definitive;
  if (state == NameState::Available && !isOrdinary) status.state = NameState::Premium;
  return status;
}

std::string NameAvailability::keyOf(const Question& question, const std::string& name) const {
  return question.registrar + (question.forTransfer ? "<" : ">") + name;
}

std::map<std::string, NameStatus> NameAvailability::ask(const Question& question) {
  std::map<std::string, NameStatus> told;
  std::vector<std::string> open;
  const auto now = clock_.monotonic();
  {
    const std::lock_guard lock{mutex_};
    for (const auto& name : question.names) {
      const auto found = known_.find(keyOf(question, name));
      if (!question.definitive && found != known_.end() && now < found->second.until) {
        told[name] = found->second.status;
      } else {
        told[name] = {};
        open.push_back(name);
      }
    }
  }
  if (open.empty()) return told;
  const auto answer = providers_.call({question.registrar,
                                       "registrar/1.check",
                                       {{"domains", open},
                                        {"for_transfer", question.forTransfer},
                                        {"definitive", question.definitive}},
                                       {},
                                       question.atMost});
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object()) return told;
  const auto list = answer.reply.value("domains", Json::array());
  if (!list.is_array()) return told;
  const std::lock_guard lock{mutex_};
  if (known_.size() > kMostKept) known_.clear();
  for (const auto& each : list) {
    if (!each.is_object() || !each.value("domain", Json()).is_string()) continue;
    const auto found = told.find(each["domain"].get<std::string>());
    if (found == told.end()) continue;  // of a name that nobody has asked about
    found->second = readStatus(each);
    if (found->second.state != NameState::Unknown)
      known_[keyOf(question, found->first)] = {found->second, now + kHolds};
  }
  return told;
}

}  // namespace hostler
