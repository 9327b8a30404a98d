#pragma once

#include "core/front/application.h"
#include "core/front/body_budget.h"
#include "core/front/mailbox.h"

#include <memory>
#include <optional>
#include <variant>

namespace hostler::front {

/// The way back from a handler to the connection that waits for its answer. An answer given while
/// the handler runs on the loop's own thread is held for the loop to pick up; any other is posted
/// to it.
class Exchange final : public Responder::Target {
 public:
  struct Facts {
    std::shared_ptr<Mailbox> mailbox;
    std::weak_ptr<Connection> connection;
    bool isHead = false;
    std::size_t maxUnsentBytes = 0;
    BodyBudget::Share share;
  };
  explicit Exchange(Facts facts) : facts_{std::move(facts)} {}

  void answer(Response response) override;
  std::shared_ptr<Stream> stream(Response head) override;
  void abandon() override;

  using Answer = std::variant<Response, Abandoned>;
  /// Around a call of the application on the loop's thread: what was answered in it, if anything
  /// was.
  void beginInline() { isInline_ = true; }
  std::optional<Answer> endInline();

 private:
  void deliver(Answer answer);

  Facts facts_;
  bool isInline_ = false;  // this and the next are touched by the loop's thread only
  std::optional<Answer> held_;
};

}  // namespace hostler::front
