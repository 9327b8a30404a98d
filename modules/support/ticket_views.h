#pragma once

#include "modules/accounts/accounts.h"
#include "modules/accounts/people.h"
#include "modules/files/file_routes.h"
#include "modules/support/ticket_desk.h"

#include <map>

namespace hostler {

struct TicketDepartmentView {
  Id<Department> id;
  std::string name;
  static void describe(Shape<TicketDepartmentView>& shape);
};

/// Somebody of staff.
struct TicketStaffView {
  Id<User> id;
  std::string name;
  static void describe(Shape<TicketStaffView>& shape);
};

struct TicketReplyView {
  Id<TicketReply> id;
  TicketAuthor author = TicketAuthor::Client;
  std::string authorName, message, html;
  std::vector<FileView> attachments;
  std::optional<bool> note;  ///< for staff
  Instant createdAt;

  static TicketReplyView of(const TicketReply& reply, const std::vector<File>& attachments);
  static TicketReplyView forStaff(const TicketReply& reply, const std::vector<File>& attachments);
  static void describe(Shape<TicketReplyView>& shape);
};

/// A ticket as its client sees it; `replies` only where one is asked for.
struct TicketView {
  Id<Ticket> id;
  std::string number, subject;
  TicketStatus status = TicketStatus::Open;
  TicketPriority priority = TicketPriority::Normal;
  std::optional<TicketDepartmentView> department;
  std::optional<Id<Service>> service;
  std::optional<Id<Ticket>> mergedInto;
  bool canBeRated = false;
  std::optional<int> rating;
  std::optional<std::string> ratingComment;
  Instant createdAt, updatedAt;
  std::optional<Instant> closedAt;
  std::optional<std::vector<TicketReplyView>> replies;

  static TicketView of(const Ticket& ticket, const std::vector<Department>& departments);
  static void describe(Shape<TicketView>& shape);
};

/// Who asks: a client, or a stranger by what they wrote.
struct TicketRequesterView {
  std::optional<Id<Account>> client;
  std::string name, email;
  std::optional<std::string> company;
  static void describe(Shape<TicketRequesterView>& shape);
};

struct TicketClockView {
  std::optional<Instant> firstDueAt, firstAnsweredAt;
  bool late = false;
  static void describe(Shape<TicketClockView>& shape);
};

struct TicketOnlookerView {
  Id<User> user;
  std::string name;
  bool writing = false;
  Instant seenAt;
  static void describe(Shape<TicketOnlookerView>& shape);
};

/// A ticket as staff see it.
struct AdminTicketView : TicketView {
  TicketRequesterView requester;
  std::optional<TicketStaffView> assignedTo;
  TicketClockView firstResponse;
  std::optional<std::vector<TicketOnlookerView>> others;  ///< of staff, who have it open now
  static void describe(Shape<AdminTicketView>& shape);
};

struct TicketOnlookersView {
  std::vector<TicketOnlookerView> others;
  static std::vector<TicketOnlookerView> of(const std::vector<TicketDesk::Onlooker>& onlookers);
  static void describe(Shape<TicketOnlookersView>& shape);
};

// What is sent.

struct TicketQuery : http::ListQuery {
  std::optional<TicketStatus> status;
  std::optional<bool> closed;
  static void describe(Shape<TicketQuery>& shape);
};

struct AdminTicketQuery : TicketQuery {
  std::optional<Id<Account>> client;
  std::optional<Id<Department>> department;
  std::optional<TicketPriority> priority;
  std::optional<std::string> assignedTo, q;
  std::optional<bool> late;
  static void describe(Shape<AdminTicketQuery>& shape);
};

struct NewTicketBody {
  std::string subject, message;
  std::vector<Id<File>> attachments;
  std::optional<Id<Department>> department;
  std::optional<TicketPriority> priority;
  std::optional<Id<Service>> service;
  NewTicket ticket() const;
  static void describe(Shape<NewTicketBody>& shape);
};

struct AdminNewTicketBody : NewTicketBody {
  Id<Account> client;
  static void describe(Shape<AdminNewTicketBody>& shape);
};

struct TicketMessageBody {
  std::string message;
  static void describe(Shape<TicketMessageBody>& shape);
};

struct TicketReplyBody : TicketMessageBody {
  std::vector<Id<File>> attachments;
  static void describe(Shape<TicketReplyBody>& shape);
};

struct TicketAnswerBody : TicketReplyBody {
  std::optional<TicketStatus> status;
  std::optional<Id<TicketReply>> lastSeen;
  static void describe(Shape<TicketAnswerBody>& shape);
};

struct TicketRatingBody {
  int rating = 0;
  std::optional<std::string> comment;
  static void describe(Shape<TicketRatingBody>& shape);
};

struct TicketMergeBody {
  Id<Ticket> into;
  static void describe(Shape<TicketMergeBody>& shape);
};

struct TicketLookBody {
  bool writing = false;
  static void describe(Shape<TicketLookBody>& shape);
};

struct ContactBody {
  std::string name, email, message;
  std::optional<std::string> captcha;
  static void describe(Shape<ContactBody>& shape);
};

}  // namespace hostler
