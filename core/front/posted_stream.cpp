#include "core/front/posted_stream.h"

#include "core/front/mailbox.h"

namespace hostler::front {

PostedStream::PostedStream(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Connection> to,
                           std::shared_ptr<StreamState> state, std::size_t maxUnsent)
    : mailbox_{std::move(mailbox)},
      to_{std::move(to)},
      state_{std::move(state)},
      maxUnsent_{maxUnsent} {}

PostedStream::~PostedStream() {
  end(false);
}

bool PostedStream::send(std::string_view bytes) {
  if (!state_->isOpen) return false;
  if (bytes.empty()) return true;
  if (state_->unsent.fetch_add(bytes.size()) + bytes.size() > maxUnsent_) {
    end(true);
    return false;
  }
  if (!mailbox_->post({to_, StreamBytes{std::string{bytes}}})) state_->isOpen = false;
  return state_->isOpen;
}

void PostedStream::end(bool isCut) {
  if (state_->isOpen.exchange(false)) mailbox_->post({to_, StreamClosed{isCut}});
}

}  // namespace hostler::front
