-- Whose an object is: v_text is the text that carries the mark, v_written what it is to become.
v_text varchar2(32767);
v_written varchar2(32767);
v_live_mark varchar2(32767);
v_verdict varchar2(30);
v_foreign number;
