#include "modules/compute/compute_work.h"

#include "core/base/fitted.h"

#include <algorithm>
#include <array>

namespace hostler {
namespace {

constexpr auto kSelectMaking =
    "SELECT state FROM provider_operations WHERE subject = ? AND operation = ?";

// Not recorded: secrets, and what is another on every repetition.
const std::vector<std::string> kSecretMembers{"server_settings", "password", "token", "secret",
                                              "now"};

constexpr std::chrono::hours kPatience{12};
constexpr std::int64_t kGibibyte = 1'073'741'824;

std::string opOf(const std::string& verb) {
  return verb.substr(verb.find('.') + 1);
}

bool isOnMachine(const std::string& verb) {
  return verb.starts_with("machine.");
}

bool isRemoval(const CloudAction& action) {
  return action.name == "delete";
}

// Soon to begin with, since somebody waits in front of a screen.
Duration pauseFor(Duration age) {
  if (age < std::chrono::seconds{30}) return std::chrono::seconds{2};
  if (age < std::chrono::minutes{5}) return std::chrono::seconds{10};
  return std::chrono::seconds{30};
}

ProviderAnswer strange(const std::string& message) {
  return ProviderAnswer::failed(Outcome::NeedsAttention, "strange_answer", message);
}

// What the answer to a resource's verb must be, read as the untrusted input that it is.
std::optional<std::string> faultIn(const CloudAction& action, const CloudResource& resource,
                                   const Json& answer) {
  if (!answer.is_object()) return "it is no object";
  const auto id = answer.value("id", Json(nullptr));
  if (!id.is_string() || id.get_ref<const std::string&>().empty() ||
      id.get_ref<const std::string&>().size() > 200)
    return "it has no id";
  if (resource.externalId && id != *resource.externalId) return "it is about another thing";
  const auto reference = answer.value("reference", Json(""));
  const bool isOthers = opOf(action.verb) == "create" && reference.is_string() &&
                        !reference.get_ref<const std::string&>().empty() &&
                        reference != resource.id.text();
  if (isOthers) return "it carries another reference";
  return std::nullopt;
}

}  // namespace

std::optional<ComputeWork::Work> ComputeWork::load(Id<CloudAction> id) {
  return parts_.database.read([&](db::Reader& reader) -> std::optional<Work> {
    auto action = parts_.compute.find(reader, id);
    if (!action || action->state != ActionState::Running) return std::nullopt;
    const auto scope = Scope::ofTenant(action->tenant);
    auto machine = parts_.services.find(reader, scope, action->service);
    if (!machine) return std::nullopt;
    Work work{std::move(*action), std::move(*machine), std::nullopt};
    if (work.action.resource)
      work.resource = parts_.compute.find(reader, scope, *work.action.resource);
    return work;
  });
}

OperationSpec ComputeWork::specFor(const Work& work) {
  OperationSpec spec;
  spec.instance = work.machine.plugin;
  spec.operation = "provisioner/1." + work.action.verb;
  spec.key = work.action.id.text();
  spec.subject =
      work.action.holdsMachine ? work.machine.id.text() : work.action.resource.value().text();
  spec.target = work.machine.server ? work.machine.server->text() : "";
  spec.secretFields = kSecretMembers;
  spec.repeatable = true;
  spec.request = parts_.database.read(
      [&](db::Reader& reader) { return parts_.provider.requestOn(reader, work.machine); });
  if (!isOnMachine(work.action.verb) && work.action.verb != "delete_backup") {
    if (work.action.holdsMachine) {
      spec.request["machine"] = spec.request["account"];
      const auto* kind = kindOf(work.resource->kind);
      if (kind != nullptr && kind->takesMachines && opOf(work.action.verb) == "create")
        spec.request["machines"] = Json::array({spec.request["account"]});
    }
    spec.request.erase("account");
    spec.request["owner"] = work.action.account.text();
    if (opOf(work.action.verb) == "create") spec.request["reference"] = work.resource->id.text();
    if (isRemoval(work.action)) spec.request["id"] = work.resource->externalId.value_or("");
  }
  if (work.action.verb == "delete_backup")
    spec.request["backup_id"] = work.resource->externalId.value_or("");
  spec.request.update(work.action.params);
  // With requested_at it tells how long ago that was, whatever the provider's clock says.
  spec.request["now"] = parts_.clock.now().unixSeconds();
  return spec;
}

Result<ProviderAnswer, jobs::Result> ComputeWork::send(jobs::Context& context, const Work& work,
                                                       const OperationSpec& spec) {
  if (work.action.holdsMachine) {
    return parts_.provider.send(context, work.machine, spec, [](const Service& now) {
      return now.status == ServiceStatus::Active && now.provisioning == ProvisioningState::Idle;
    });
  }
  auto answer = parts_.operations.perform(context, spec, [&](db::Transaction& tx) {
    const auto now =
        parts_.compute.lock(tx, Scope::ofTenant(work.action.tenant), work.action.resource.value());
    return now.has_value();
  });
  if (answer) return std::move(*answer);
  return Failure{jobs::Result::done()};
}

// Whether the provider has said no to every attempt to make it.
bool ComputeWork::wasRefused(const CloudResource& resource) {
  const auto states = parts_.database.read([&](db::Reader& reader) {
    return reader
        .query(kSelectMaking, resource.id.text(), "provisioner/1." + resource.kind + ".create")
        .map([](const db::Row& row) { return row.get<OperationState>("state"); });
  });
  return !states.empty() && std::ranges::all_of(states, [](OperationState state) {
    return state == OperationState::Failed || state == OperationState::Planned;
  });
}

// What was never seen to be made may be there all the same: it is looked for by our reference
// before it counts as gone. Nothing: its id is known now.
std::optional<ProviderAnswer> ComputeWork::findLost(Work& work, const OperationSpec& spec) {
  auto request = spec.request;
  request.erase("id");
  request["reference"] = work.resource->id.text();
  const auto found = parts_.operations.ask({spec.instance,
                                            "provisioner/1." + work.resource->kind + ".get",
                                            std::move(request),
                                            {},
                                            std::chrono::seconds{30},
                                            spec.target});
  if (found.outcome == Outcome::Pending)
    return ProviderAnswer::failed(Outcome::Retryable, "busy", "It is still being made.",
                                  std::chrono::seconds{30});
  // Some providers cannot look for what has no id; what was refused whenever it was asked for is
  // not there.
  if (found.outcome == Outcome::Permanent && wasRefused(*work.resource))
    return ProviderAnswer{Outcome::Succeeded, {{"existed", false}}};
  if (found.outcome != Outcome::Succeeded) return found;
  const auto item =
      found.reply.is_object() ? found.reply.value("item", Json(nullptr)) : Json(nullptr);
  if (!item.is_object()) return ProviderAnswer{Outcome::Succeeded, {{"existed", false}}};
  const auto id = item.value("id", Json(nullptr));
  if (!id.is_string() || id.get<std::string>().empty()) return strange("it has no id");
  work.resource->externalId = id.get<std::string>();
  return std::nullopt;
}

// What the provider is to fetch must not be found inside of somebody's network. What was sent once
// is past that question.
bool ComputeWork::namesInside(const Work& work, const OperationSpec& spec) {
  const auto* kind = work.resource ? kindOf(work.resource->kind) : nullptr;
  if (kind == nullptr || opOf(work.action.verb) != "create") return false;
  for (const auto& member : kind->members) {
    const auto url = work.action.params.find(std::string{member.member});
    if (member.type != KindMember::Type::Url || url == work.action.params.end()) continue;
    const std::array<db::Param, 3> of{spec.instance, spec.operation, spec.key};
    const bool wasSent = !parts_.database
                              .readOne([&](db::Reader& reader) {
                                return parts_.operations.list(
                                    reader,
                                    "instance = ? AND operation = ? AND idempotency_key = ? AND "
                                    "state <> 'planned'",
                                    of);
                              })
                              .empty();
    if (wasSent) return false;
    const auto target = HttpsTarget::parse(url->get<std::string>());
    if (!target || target->isPlainlyPrivate() || parts_.leadsInside(target->host)) return true;
  }
  return false;
}

jobs::Result ComputeWork::run(jobs::Context& context, const RunCloudAction& task) {
  auto work = load(task.action);
  if (!work) return jobs::Result::done();
  if (work->action.resource && !work->resource) {
    context.transaction([&](db::Transaction& tx) {
      fail(tx, context.actor(), task.action, "not_found", "It is gone.");
    });
    return jobs::Result::fail("it is gone");
  }
  auto spec = specFor(*work);
  if (isRemoval(work->action) && !work->resource->externalId) {
    if (const auto answer = findLost(*work, spec)) return settle(context, *work, *answer);
    spec.request["id"] = *work->resource->externalId;
  }
  if (namesInside(*work, spec)) {
    return settle(context, *work,
                  ProviderAnswer::failed(Outcome::Permanent, "address_not_public",
                                         "Its address is not public."));
  }
  const auto sent = send(context, *work, spec);
  if (sent) return settle(context, *work, *sent);
  // Something else is wanted of the machine by now: this comes too late.
  if (sent.error().kind() != jobs::Result::Kind::Done) return sent.error();
  context.transaction([&](db::Transaction& tx) {
    fail(tx, context.actor(), task.action, "service_state", "The service's state has changed.");
  });
  return jobs::Result::fail("the service's state has changed");
}

jobs::Result ComputeWork::settle(jobs::Context& context, Work& work, const ProviderAnswer& answer) {
  switch (answer.outcome) {
    case Outcome::Succeeded:
      return done(context, work, answer);
    case Outcome::Pending:
      return waiting(context, work, answer);
    case Outcome::Permanent:
    case Outcome::NeedsAttention:
      return refused(context, work, answer);
    case Outcome::Retryable:
    case Outcome::Unknown:
      break;
  }
  const bool isOver = context.isLastAttempt(kMostAttempts) ||
                      parts_.clock.now().since(work.action.requestedAt) > kPatience;
  if (!isOver) {
    const auto& server = work.machine.server;
    return Operations::resultOf(answer, work.machine.plugin, server ? server->text() : "");
  }
  auto last = answer;
  last.code = "given_up";
  return refused(context, work, last);
}

jobs::Result ComputeWork::waiting(jobs::Context& context, Work& work,
                                  const ProviderAnswer& answer) {
  const auto age = parts_.clock.now().since(work.action.requestedAt);
  if (age > kPatience) {
    auto late = answer;
    late.code = "given_up";
    late.message = "The provider has accepted it and is not done yet.";
    return refused(context, work, late);
  }
  // The provider's name for what it is making is kept as soon as it is known.
  const bool isNew = work.resource && opOf(work.action.verb) == "create" &&
                     !work.resource->externalId && answer.reply.is_object() &&
                     !faultIn(work.action, *work.resource, answer.reply);
  if (isNew) {
    context.transaction([&](db::Transaction& tx) {
      auto now = parts_.compute.lock(tx, Scope::ofTenant(work.action.tenant), work.resource->id);
      if (!now) return;
      now->externalId = answer.reply["id"].get<std::string>();
      parts_.compute.save(tx, *now);
    });
  }
  return jobs::Result::wait(pauseFor(age), "the provider is at it");
}

void ComputeWork::keepResource(db::Transaction& tx, const Work& work, CloudResource& resource,
                               const Json& answer) {
  const auto* kind = kindOf(resource.kind);
  resource.externalId = answer["id"].get<std::string>();
  resource.state = CloudState::Ready;
  resource.lastError.clear();
  resource.facts = factsOf(*kind, answer);
  if (resource.kind == "volumes" && resource.facts.value("size_bytes", Json(0)).is_number_integer())
    resource.gigabytes =
        static_cast<int>(resource.facts["size_bytes"].get<std::int64_t>() / kGibibyte);
  // What leads to another machine ends with that one.
  const bool moves = work.action.holdsMachine && (kind->word == "volumes" || kind->word == "ips");
  if (moves) resource.service = work.machine.id;
  resource.updatedAt = parts_.clock.now();
  parts_.compute.save(tx, resource);
}

jobs::Result ComputeWork::done(jobs::Context& context, Work& work, const ProviderAnswer& answer) {
  const auto& verb = work.action.verb;
  const bool describes = work.resource && !isRemoval(work.action) && verb != "snapshots.restore";
  if (describes) {
    if (const auto fault = faultIn(work.action, *work.resource, answer.reply))
      return refused(context, work,
                     strange("The provider answered with something else: " + *fault));
  }
  Json result{{"action", work.action.name}};
  try {
    context.transaction([&](db::Transaction& tx) {
      auto action = parts_.compute.lock(tx, work.action.id).value();
      if (action.state != ActionState::Running) return;
      if (work.resource) {
        result["resource"] = work.resource->id.text();
        auto now = parts_.compute.lock(tx, Scope::ofTenant(action.tenant), work.resource->id);
        if (now && isRemoval(action)) {
          now->state = CloudState::Deleted;
          now->endedAt = now->updatedAt = parts_.clock.now();
          parts_.compute.save(tx, *now);
        } else if (now && describes) {
          keepResource(tx, work, *now, answer.reply);
        } else if (now) {
          now->state = CloudState::Ready;
          parts_.compute.save(tx, *now);
        }
      }
      if (verb == "machine.reset_password") {
        const auto delivery = answer.reply.value("delivery", "");
        result["delivery"] = delivery;
        const auto password = answer.reply.value("password", "");
        auto known = parts_.services.credentials(tx, work.machine.id);
        if (delivery == "reply" && !password.empty()) {
          const auto user = known && !known->username.empty() ? known->username : "root";
          parts_.services.setCredentials(tx, work.machine.id, {user, Secret{password}});
        } else if (delivery == "provider_mail") {
          // Nobody but the seller can tell it to the client now.
          parts_.serviceDesk.step(tx, context.actor(), work.machine, "password_with_seller",
                                  "The provider mailed it to the owner of the cloud account.");
        }
      } else if (isOnMachine(verb)) {
        parts_.machines.keep(tx, work.machine.id, answer.reply);
      }
      parts_.desk.finish(tx, context.actor(), action, ActionState::Succeeded);
      context.finish(tx, result);
    });
  } catch (const db::UniqueViolation&) {
    return refused(context, work,
                   strange("The provider gave out something that is another client's."));
  }
  return jobs::Result::recorded();
}

// Why it was refused is the provider's own word, for staff; clients are told that it was.
jobs::Result ComputeWork::refused(jobs::Context& context, Work& work,
                                  const ProviderAnswer& answer) {
  context.transaction([&](db::Transaction& tx) {
    fail(tx, context.actor(), work.action.id, answer.code, answer.message);
  });
  return jobs::Result::fail(answer.code + ": " + answer.message);
}

void ComputeWork::fail(db::Transaction& tx, const Actor& actor, Id<CloudAction> id,
                       const std::string& code, const std::string& message) {
  auto action = parts_.compute.lock(tx, id);
  if (!action || action->state != ActionState::Running) return;
  if (action->resource) {
    auto resource = parts_.compute.lock(tx, Scope::ofTenant(action->tenant), *action->resource);
    if (resource) {
      const bool wasThere = opOf(action->verb) != "create" && resource->externalId;
      resource->state = wasThere ? CloudState::Ready : CloudState::Failed;
      resource->lastError = fitted(code + ": " + message, 600);
      const auto size = resource->facts.value("size_bytes", Json(0));
      if (wasThere && resource->kind == "volumes" && size.is_number_integer())
        resource->gigabytes = static_cast<int>(size.get<std::int64_t>() / kGibibyte);
      resource->updatedAt = parts_.clock.now();
      parts_.compute.save(tx, *resource);
    }
  }
  parts_.desk.finish(tx, actor, *action, ActionState::Failed, code, message);
}

void ComputeWork::addTo(jobs::Interventions& interventions) {
  const auto actionOf = [](const jobs::Job& job) {
    return Id<CloudAction>::parse(job.payload.value("action", ""));
  };
  interventions.onRetry(
      RunCloudAction::kKind, [this, actionOf](auto& tx, const auto&, const jobs::Job& job) {
        const auto id = actionOf(job);
        const auto action = id ? parts_.compute.find(tx, *id) : std::nullopt;
        if (!action || action->state != ActionState::Running)
          throw DomainError{"action_ended", 409, "It has ended; ask for it anew."};
      });
  const auto end = [this, actionOf](auto& tx, const auto& actor, const jobs::Job& job) {
    if (const auto id = actionOf(job))
      fail(tx, actor, *id, "given_up", job.lastError.value_or("Its job was given up."));
  };
  interventions.onDiscard(RunCloudAction::kKind, end);
  interventions.onPark(RunCloudAction::kKind, end);
}

}  // namespace hostler
