#include "core/front/application.h"

#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/sandbox.h"

namespace hostler::sandbox {
namespace {

// A front has no word for hanging up. A stream that its peer leaves unread is cut, though, and to
// the peer that is the same: an answer that never came whole.
void hangUp(front::Responder& responder) {
  const auto stream = responder.stream(front::Response{});
  const std::string filler(1 << 20, ' ');
  while (stream->send(filler)) {
  }
}

class SandboxApplication final : public front::Application {
 public:
  explicit SandboxApplication(SandboxOptions options) : sandbox_{std::move(options)} {}

  front::Plan plan(const front::Request&) override { return {}; }

  void handle(front::Request request, front::Responder responder) override {
    // A std::function must be copyable and a Responder is not.
    const auto shared = std::make_shared<front::Responder>(std::move(responder));
    sandbox_.handle(std::move(request), [shared](front::Response response) {
      if (response.status == Sandbox::kNoAnswer) return hangUp(*shared);
      // The front tells the time itself, and takes nobody else's word for it.
      std::erase_if(response.headers, [](const auto& header) { return header.first == "Date"; });
      shared->answer(std::move(response));
    });
  }

  front::Response refusal(int status) override {
    return problemAnswer(status, "refused", "the request cannot be taken");
  }

 private:
  Sandbox sandbox_;
};

}  // namespace

std::unique_ptr<front::Application> makeSandbox(SandboxOptions options) {
  return std::make_unique<SandboxApplication>(std::move(options));
}

}  // namespace hostler::sandbox
