#include "sample_plugin.h"

#include "mapping.h"

#include <hostler/business_numbers.hpp>

namespace sample {

using sdk::Effect;
using sdk::Reply;

Reply<sdk::LookupReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                      const sdk::LookupTest&) {
  const auto holder = client_.holder(call, settings_);
  if (!holder) return holder.error();
  sdk::LookupReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::NumberFinding> SamplePlugin::businessNumber(const sdk::Call& call,
                                                       const sdk::BusinessNumber& asked) {
  if (asked.scheme != sdk::kEuVat)
    return sdk::permanent("unsupported_scheme", "only VAT numbers of the European Union are known");
  // What is no number must not become a path.
  if (const auto fault = sdk::businessNumberFault(asked)) return *fault;
  const auto answer =
      client_.read(call, settings_, "/businesses/" + asked.country + "/" + asked.number);
  if (!answer) return answer.error();
  if (answer->is_null()) {
    // A register that has no page for a number does not know it.
    sdk::NumberFinding nobody;
    nobody.state = sdk::NumberState::Invalid;
    return nobody;
  }
  return mapped(answer, Effect::Read, toFinding);
}

}  // namespace sample
