#pragma once

#include <hostler/call.hpp>
#include <hostler/lookup_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "lookup/1": asks registers about businesses. It changes nothing anywhere, so there is nothing to
/// locate, no answer is Unknown, and the engine asks again as often as it has to. What was lost or
/// cannot be read is Retryable; `unavailable` is an answer, which the register itself gave.
/// Verbs may be called from several threads at once.
class Lookup {
 public:
  using Kind = Lookup;
  static constexpr std::string_view kKind = "lookup/1";
  virtual ~Lookup() = default;

  virtual Reply<LookupReport> testConnection(const Call&, const LookupTest&) = 0;
  /// Whether a register knows a business under a number. Permanent "unsupported_scheme" for a
  /// scheme that the plugin does not have, "bad_request" for what cannot be a number; then nothing
  /// is sent. NeedsAttention "requester_refused" where the register does not take who asks.
  virtual Reply<NumberFinding> businessNumber(const Call&, const BusinessNumber&) = 0;

  template <class Plugin>
  static void declare(VerbTable<Plugin, Lookup>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("business_number", &Plugin::businessNumber);
  }
};

}  // namespace hostler::sdk
