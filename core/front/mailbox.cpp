#include "core/front/mailbox.h"

#include "core/front/poller.h"

namespace hostler::front {

bool Mailbox::post(Mail mail) {
  const std::lock_guard lock{mutex_};
  if (poller_ == nullptr) return false;
  mail_.push_back(std::move(mail));
  // Whoever finds it empty wakes the loop; later mail goes with the first.
  if (!hasMail_.exchange(true)) poller_->wake();
  return true;
}

void Mailbox::take(std::vector<Mail>& into) {
  if (!hasMail_) return;
  const std::lock_guard lock{mutex_};
  hasMail_ = false;
  into.swap(mail_);
}

void Mailbox::close() {
  std::vector<Mail> dropped;  // its streams and responses may end in calls to post()
  const std::lock_guard lock{mutex_};
  poller_ = nullptr;
  dropped.swap(mail_);
}

}  // namespace hostler::front
