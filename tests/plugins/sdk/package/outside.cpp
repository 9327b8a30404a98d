#include <hostler/http_client.hpp>
#include <hostler/notifier.hpp>
#include <hostler/plugin.hpp>

using namespace hostler::sdk;

// A plugin as an author outside this tree writes it.
class Outside final : public Notifier {
 public:
  explicit Outside(const Context&) {}
  Reply<NotifierReport> testConnection(const Call&, const NotifierTest&) override {
    return NotifierReport{"fine"};
  }
  Reply<Sent> send(const Call& call, const Message&) override {
    const auto result = http_.send(call, HttpRequest{});
    if (const auto* failure = std::get_if<HttpFailure>(&result))
      return toError(*failure, Effect::Write);
    return Sent{};
  }

 private:
  HttpClient http_;
};

HOSTLER_PLUGIN(Outside);
