/**
 * What was signed above the station an issue is taken back to falls with it, whoever signed; a corrected content goes back
 * to nobody but the editor until the editor has signed it; whoever sent a correction does not confirm it; whoever has
 * signed at an earlier station takes the issue back only before it is opened, and leaves the return to others.
 */
export const flowOrder = `
  DROP TRIGGER issue_steps_move;
  CREATE TRIGGER issue_steps_move AFTER INSERT ON issue_steps
    BEGIN
      UPDATE sign_offs SET void_reason = NEW.action WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND (
        NEW.to_state = 'drafting' OR NEW.action = 'correct'
        OR (NEW.action = 'return' AND station >= NEW.to_station)
        OR (NEW.action = 'recall' AND (
          station > NEW.to_station
          OR (station = NEW.to_station AND (sign_off <> 'countersigner' OR person = NEW.person))
        ))
      );
      UPDATE issues SET state = NEW.to_state, step = NEW.step, station = NEW.to_station,
        opened_at = iif(NEW.action = 'countersign' AND NEW.to_station = NEW.from_station, coalesce(opened_at, NEW.at), NULL)
      WHERE id = NEW.issue_id;
    END;
  -- What such a recall has left standing so far.
  UPDATE sign_offs SET void_reason = 'recall' WHERE void_reason IS NULL AND EXISTS (
    SELECT 1 FROM issues
    WHERE issues.id = issue_id AND state IN ('inReview', 'awaitingRelease') AND sign_offs.station > issues.station
  );

  CREATE TRIGGER issue_steps_corrected_go_to_the_editor BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'return' AND NEW.to_station > 0 AND NOT EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = 0 AND content_hash = NEW.content_hash
    )
    BEGIN SELECT RAISE(ABORT, 'what the editor has not signed goes back to the editor'); END;
  CREATE TRIGGER issue_steps_confirmed_by_another BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'confirm' AND EXISTS (
      SELECT 1 FROM issue_steps
      WHERE issue_id = NEW.issue_id AND step = NEW.step - 1 AND action = 'correct' AND person = NEW.person
    )
    BEGIN SELECT RAISE(ABORT, 'a correction is confirmed by another person'); END;
  CREATE TRIGGER issue_steps_returned_by_another BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'return' AND EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station < NEW.from_station AND person = NEW.person
    )
    BEGIN SELECT RAISE(ABORT, 'whoever signed before does not return what others have'); END;
`;
