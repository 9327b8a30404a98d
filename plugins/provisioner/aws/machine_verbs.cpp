// machine.rebuild, machine.rename, machine.output.
#include "aws_provisioner.h"
#include "refusals.h"
#include "times.h"

#include <hostler/names.hpp>
#include <hostler/signature.hpp>

namespace hostler::aws {
namespace {

using sdk::Reply;

// Lines of a serial console: what is no UTF-8 is replaced, so that JSON can carry it.
std::string readableText(const std::string& bytes) {
  const auto printed = sdk::printJson(sdk::Json(bytes));
  return sdk::parseJson(printed).get<std::string>();
}

}  // namespace

Reply<sdk::Account> AwsProvisioner::replaced(const sdk::Call& call, const Cloud& cloud,
                                             const Instance& instance,
                                             const RootSource& source) const {
  auto state = roots_.stateOf(call, cloud, instance, source);
  if (!state) return state.error();
  if (*state == ReplacementState::None) {
    // It may have been suspended since this was begun.
    if (instance.has(kSuspendedTag)) return sdk::permanent("suspended", "the machine is suspended");
    // Only a running instance can be given another root volume.
    if (instance.isStopped()) {
      const auto started = instances_.start(call, cloud, instance.id);
      if (!started) return started.error();
      return shown(cloud, *started, false);
    }
    if (!instance.isRunning()) return shown(cloud, instance, false);
    state = roots_.begin(call, cloud, instance, source);
    if (!state) return state.error();
  }
  if (*state == ReplacementState::Failed) {
    return sdk::permanent("action_failed",
                          "EC2 could not write the system disk of " + instance.id + " anew");
  }
  return shown(cloud, instance, *state == ReplacementState::Done);
}

Reply<sdk::Account> AwsProvisioner::rebuildMachine(const sdk::Call& call,
                                                   const sdk::RebuildMachine& request) {
  const auto cloud = cloudOf(call, request);
  if (!request.image.empty() && !isId(request.image, "ami-"))
    return badRequest("image is not the id of an image");
  const auto instance = usable(call, cloud, request.account);
  if (!instance) return instance.error();
  RootSource source;
  source.image = request.image.empty() ? instance->image : request.image;
  source.request = wishOf(call, "rebuild", instance->id, source.image, request.requestedAt);
  return replaced(call, cloud, *instance, source);
}

Reply<sdk::Account> AwsProvisioner::renameMachine(const sdk::Call& call,
                                                  const sdk::RenameMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto& wanted = request.newDomain;
  if (!sdk::isDomainName(wanted)) return badRequest("new_domain is not a host name");
  const auto found = instances_.byId(call, cloud, request.account.id);
  if (!found) return found.error();
  // Under its new name it is the one that was meant as well: an earlier attempt named it.
  auto expectedRef = request.account;
  if (*found && (*found)->domain == wanted) expectedRef.domain = wanted;
  auto instance = instances_.expected(call, cloud, expectedRef);
  if (instance && instance->domain != wanted)
    instance = instances_.mark(call, cloud, instance->id, kNameTag, wanted);
  if (!instance) return instance.error();
  return shown(cloud, *instance, true);
}

Reply<sdk::ConsoleOutput> AwsProvisioner::consoleOutput(const sdk::Call& call,
                                                        const sdk::ReadConsoleOutput& request) {
  const auto cloud = cloudOf(call, request);
  const auto instance = instances_.expected(call, cloud, request.account);
  if (!instance) return instance.error();
  const auto answer =
      client_.read(call, cloud, "GetConsoleOutput", Form{}.set("InstanceId", instance->id));
  if (!answer) return answer.error();
  auto encoded = answer->textOf("output");
  std::erase_if(encoded, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
  bool ok = false;
  const auto text = sdk::base64Decode(encoded, ok);
  if (!ok || answer->textOf("instanceId") != instance->id)
    return misfit("EC2's console output cannot be read");
  return sdk::ConsoleOutput{readableText(text), parseTime(answer->textOf("timestamp"))};
}

}  // namespace hostler::aws
