#include "sample_plugin.h"

#include "mapping.h"

#include <hostler/message_rules.hpp>

namespace sample {

using sdk::Effect;
using sdk::Reply;

Reply<sdk::NotifierReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                        const sdk::NotifierTest&) {
  const auto holder = client_.holder(call, settings_);
  if (!holder) return holder.error();
  sdk::NotifierReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::Sent> SamplePlugin::send(const sdk::Call& call, const sdk::Message& message) {
  // What would smuggle something in is refused before anything is sent.
  const std::string channel = message.channel == "email" ? "email" : "sms";
  if (const auto fault = sdk::messageFault(message, channel)) return *fault;
  return mapped(client_.write(call, settings_, "POST", "/messages", toWire(message)), Effect::Write,
                toSent);
}

}  // namespace sample
