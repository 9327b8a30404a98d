#include "core/front/exchange.h"

#include "core/front/posted_stream.h"
#include "core/front/response_head.h"

namespace hostler::front {

void Exchange::answer(Response response) {
  checkSendable(response);
  deliver(std::move(response));
}

std::shared_ptr<Stream> Exchange::stream(Response head) {
  checkSendable(head);
  auto state = std::make_shared<StreamState>();
  auto stream = std::make_shared<PostedStream>(facts_.mailbox, facts_.connection, state,
                                               facts_.maxUnsentBytes);
  if (facts_.isHead) state->isOpen = false;
  if (!facts_.mailbox->post({facts_.connection, StreamOpened{std::move(head), state}})) {
    state->isOpen = false;
  }
  return stream;
}

void Exchange::abandon() {
  deliver(Abandoned{});
}

std::optional<Exchange::Answer> Exchange::endInline() {
  isInline_ = false;
  return std::exchange(held_, std::nullopt);
}

void Exchange::deliver(Answer answer) {
  if (facts_.mailbox->isLoopThread() && isInline_) {
    held_ = std::move(answer);
    return;
  }
  std::visit(
      [&](auto&& what) {
        facts_.mailbox->post({facts_.connection, std::move(what)});
      },
      std::move(answer));
}

}  // namespace hostler::front
