#pragma once

#include "tests/journeys/purchase.h"

#include <string>

namespace hostler::testing {

/// Many purchases in one installation, each by a new customer, in each of which the engine may be
/// killed once; and what must be true after all of them.
class Deaths {
 public:
  /// `title` names the database in what is printed.
  Deaths(Installation& here, const db::DatabaseUrl& database, std::string title);

  /// How many sends, and commits among them, there are from a checkout to the mail.
  struct Window {
    std::int64_t sends = 0, commits = 0;
  };
  /// A purchase that nobody interrupts, in an engine that has just been started, as those that die
  /// mostly have been: its statements are still to be prepared.
  Window measure(Purchase::Telling telling);

  /// One purchase with a death in it. What goes wrong is kept until the end, so that one run shows
  /// all of it.
  void play(const Moment& moment, Purchase::Telling telling);
  /// From now on each purchase is told of as it ends.
  void tellOfEach() { isTalkative_ = true; }

  /// The engine ends in good order, and all that it leaves behind is looked at: the books, the
  /// accounts at WHM, jobs, operations and the audit log. Says how many died.
  void finish();

 private:
  Purchase next(Purchase::Telling telling);
  void tell(const Moment& moment, const Purchase& purchase) const;
  void checkBooks();
  void checkAccounts();
  void checkTables();

  Installation& here_;
  db::DatabaseUrl database_;
  Fuse fuse_;
  std::string title_, faults_;
  bool isTalkative_ = false;
  int customers_ = 0, played_ = 0, died_ = 0, askedFor_ = 0;
};

}  // namespace hostler::testing
