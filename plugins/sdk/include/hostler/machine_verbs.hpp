#pragma once

// What can be done to a machine beyond the life of its account.

#include <hostler/asked.hpp>
#include <hostler/call.hpp>
#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

/// Something that leaves no state by which it could be known again: a reboot, a rebuild.
struct MachineAction : OnAccount {
  /// When it was asked for, by the engine's clock, in seconds; the same on every repetition. An
  /// equal action that the provider began since then (less a quarter of a minute) is this one.
  std::optional<std::int64_t> requestedAt;
  std::optional<std::int64_t> now;  ///< by the engine's clock, when this attempt was sent

  std::optional<Asked> asked() const { return Asked::of(requestedAt, now); }
  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{optionalField("requested_at", &MachineAction::requestedAt),
                                     optionalField("now", &MachineAction::now)});
  }
};

struct StartMachine : OnAccount {};
struct StopMachine : OnAccount {
  bool force = false;  ///< cut the power, where the system would otherwise be asked to shut down

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{optionalField("force", &StopMachine::force)});
  }
};
struct RebootMachine : MachineAction {
  bool force = false;

  static constexpr auto members() {
    return std::tuple_cat(MachineAction::members(),
                          std::tuple{optionalField("force", &RebootMachine::force)});
  }
};
/// Everything on the system disk is lost; addresses and volumes stay.
struct RebuildMachine : MachineAction {
  std::string image;  ///< empty: the one that it was made from

  static constexpr auto members() {
    return std::tuple_cat(MachineAction::members(),
                          std::tuple{optionalField("image", &RebuildMachine::image)});
  }
};
struct RenameMachine : OnAccount {
  std::string newDomain;  ///< the host name that it shall have; both are right from then on

  static constexpr auto members() {
    return std::tuple_cat(OnAccount::members(),
                          std::tuple{field("new_domain", &RenameMachine::newDomain)});
  }
};

struct ResetMachinePassword : MachineAction {};
enum class PasswordDelivery { Reply = 1, ProviderMail, Encrypted };
template <>
struct Words<PasswordDelivery> {
  static constexpr std::pair<PasswordDelivery, std::string_view> kAll[] = {
      {PasswordDelivery::Reply, "reply"},
      {PasswordDelivery::ProviderMail, "provider_mail"},
      {PasswordDelivery::Encrypted, "encrypted"}};
};
/// `ProviderMail`: the provider mails it to the owner of the cloud account, and to nobody else.
struct MachinePassword {
  PasswordDelivery delivery = PasswordDelivery::Reply;
  Secret password;        ///< filled for Reply
  std::string encrypted;  ///< filled for Encrypted: base64, for the holder of the machine's key

  static constexpr auto members() {
    return std::tuple{field("delivery", &MachinePassword::delivery),
                      optionalField("password", &MachinePassword::password),
                      optionalField("encrypted", &MachinePassword::encrypted)};
  }
};

struct OpenConsole : OnAccount {};
struct ConsoleEndpoint {
  Secret url;            ///< for one visit: neither store nor log
  std::string protocol;  ///< "web": a page; "vnc_websocket": a socket that speaks RFB
  Secret password;
  std::optional<std::int64_t> expiresAt;

  static constexpr auto members() {
    return std::tuple{field("url", &ConsoleEndpoint::url),
                      field("protocol", &ConsoleEndpoint::protocol),
                      optionalField("password", &ConsoleEndpoint::password),
                      field("expires_at", &ConsoleEndpoint::expiresAt)};
  }
};

struct ReadConsoleOutput : OnAccount {};
struct ConsoleOutput {
  std::string text;  ///< UTF-8, the newest last; what else the machine printed is replaced
  std::optional<std::int64_t> at;

  static constexpr auto members() {
    return std::tuple{field("text", &ConsoleOutput::text), field("at", &ConsoleOutput::at)};
  }
};

struct ReadMetrics : OnAccount {
  std::int64_t from = 0, to = 0;   ///< seconds since 1970; `to` comes after `from`
  std::vector<std::string> names;  ///< empty: all that the provider has

  static constexpr auto members() {
    return std::tuple_cat(
        OnAccount::members(),
        std::tuple{field("from", &ReadMetrics::from), field("to", &ReadMetrics::to),
                   optionalField("names", &ReadMetrics::names)});
  }
};
struct MetricPoint {
  std::int64_t at = 0;
  std::string value;  ///< decimal text

  static constexpr auto members() {
    return std::tuple{field("at", &MetricPoint::at), field("value", &MetricPoint::value)};
  }
};
struct MetricSeries {
  /// "cpu_percent" (of all cores together, 0 to 100), "memory_percent", "disk_percent" (of the
  /// system's file system), "load_1", "network_in_bits_per_second", "network_out_bits_per_second",
  /// "disk_read_bytes_per_second", "disk_write_bytes_per_second".
  std::string name;
  std::vector<MetricPoint> points;  ///< oldest first

  static constexpr auto members() {
    return std::tuple{field("name", &MetricSeries::name), field("points", &MetricSeries::points)};
  }
};
struct Metrics {
  std::vector<MetricSeries> series;

  static constexpr auto members() { return std::tuple{field("series", &Metrics::series)}; }
};

/// Verbs of "provisioner/1" whose name begins with "machine.". A suspended machine is neither
/// started nor rebuilt by them: Permanent "suspended".
class MachineVerbs {
 public:
  virtual Reply<Account> startMachine(const Call&, const StartMachine&) { return unsupported(); }
  virtual Reply<Account> stopMachine(const Call&, const StopMachine&) { return unsupported(); }
  virtual Reply<Account> rebootMachine(const Call&, const RebootMachine&) { return unsupported(); }
  virtual Reply<Account> rebuildMachine(const Call&, const RebuildMachine&) {
    return unsupported();
  }
  virtual Reply<Account> renameMachine(const Call&, const RenameMachine&) { return unsupported(); }
  virtual Reply<MachinePassword> resetMachinePassword(const Call&, const ResetMachinePassword&) {
    return unsupported();
  }
  virtual Reply<ConsoleEndpoint> openConsole(const Call&, const OpenConsole&) {
    return unsupported();
  }
  virtual Reply<ConsoleOutput> consoleOutput(const Call&, const ReadConsoleOutput&) {
    return unsupported();
  }
  virtual Reply<Metrics> metrics(const Call&, const ReadMetrics&) { return unsupported(); }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("machine.start", &Plugin::startMachine);
    verbs.add("machine.stop", &Plugin::stopMachine);
    verbs.add("machine.reboot", &Plugin::rebootMachine);
    verbs.add("machine.rebuild", &Plugin::rebuildMachine);
    verbs.add("machine.rename", &Plugin::renameMachine);
    verbs.add("machine.reset_password", &Plugin::resetMachinePassword);
    verbs.add("machine.console", &Plugin::openConsole);
    verbs.add("machine.output", &Plugin::consoleOutput);
    verbs.add("machine.metrics", &Plugin::metrics);
  }

 protected:
  ~MachineVerbs() = default;
};

}  // namespace hostler::sdk
